import fc from 'fast-check';

const DEFAULT_SEED = 1_764_288_000;

/**
 * Property tests check the same values in each run, so that no run fails by chance. To check others, set FAST_CHECK_SEED to
 * a number or to `random`.
 */
const { FAST_CHECK_SEED: chosen } = process.env;
if (chosen !== 'random') fc.configureGlobal({ seed: chosen ? Number(chosen) : DEFAULT_SEED });

export default fc;
