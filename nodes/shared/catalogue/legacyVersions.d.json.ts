import type { StoredVersions } from './legacyVersions';

declare const versions: StoredVersions;
export default versions;
