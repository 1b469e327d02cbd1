/** Milliseconds that only grow, whatever is done to the clock of the machine: for all that is measured. */
export const getMonotonicTime = () => performance.now();
