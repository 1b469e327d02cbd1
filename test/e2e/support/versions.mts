import { isOlderThan } from '../../../tools/n8n/installation.mts';

/** Returns Jest's `it`, which skips the test where the n8n under test is older than a version. */
export const itSince = (version: string) => (isOlderThan(version) ? it.skip : it);
