import type { StoredLegacyVersions } from './legacyVersions';

declare const versions: StoredLegacyVersions;
export default versions;
