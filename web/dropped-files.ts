import type { NamedFile } from './messages.js';

/** What was dropped, folders walked, without hidden files. A file in a folder is named by its path. */
export async function droppedFiles({ items, files }: DataTransfer): Promise<NamedFile[]> {
  // The list is emptied when the event is over: all entries are taken before the first is waited for.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...files].map((data) => ({ name: data.name, data }));
  const found = await Promise.all(entries.map((entry) => filesIn(entry, '')));
  return found.flat();
}

async function filesIn(entry: FileSystemEntry, folder: string): Promise<NamedFile[]> {
  const name = `${folder}${entry.name}`;
  if (folder !== '' && entry.name.startsWith('.')) return [];
  if (isFile(entry)) {
    const data = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    return [{ name, data }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: NamedFile[] = [];
  // It hands out a hundred at a time, and none when there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one, `${name}/`)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
