/** Returns milliseconds that never decrease, for measuring time. Changes of the system clock don't affect them. */
export const getMonotonicTime = () => performance.now();
