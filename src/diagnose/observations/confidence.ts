import type { Confidence } from '../../document.js';

export function weakest(confidences: readonly (Confidence | undefined)[]): Confidence {
  if (confidences.includes('possible')) return 'possible';
  return confidences.includes('likely') ? 'likely' : 'proven';
}
