// Gives the compiler the type of the file, which it would otherwise infer entry by entry.
import type { StoredSimplifications } from './simplifyOperations';

declare const simplifications: StoredSimplifications;
export default simplifications;
