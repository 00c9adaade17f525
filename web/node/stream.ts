import stream from 'readable-stream';

export const { Transform } = stream;
export default stream;

/** Resolves when all of `from` has gone into `to`. */
export function pipeline(from: AsyncIterable<string>, to: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.pipeline(stream.Readable.from(from), to, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
