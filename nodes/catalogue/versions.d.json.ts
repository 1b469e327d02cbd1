import type { StoredVersions } from './storedVersions';

declare const versions: StoredVersions;
export default versions;
