// Tells the compiler what is in the file, which would otherwise work it out from 400 kB at every build.
import type { StoredCatalogue } from './storedFormat';

declare const catalogue: StoredCatalogue;
export default catalogue;
