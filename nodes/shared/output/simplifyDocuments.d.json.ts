// Gives the compiler the type of the file, which it would otherwise infer entry by entry.
declare const pathsByType: Record<string, Record<string, string>>;
export default pathsByType;
