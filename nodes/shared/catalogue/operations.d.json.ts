// Declares the type of the file, so the compiler doesn't infer it from 400 kB in every build.
import type { StoredCatalogue } from './storedFormat';

declare const catalogue: StoredCatalogue;
export default catalogue;
