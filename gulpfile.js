const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

/** Runs a program of a development dependency; npm has put them on the PATH. */
const run = (program, ...args) => spawn(program, args, { stdio: 'inherit' });

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () => run('tsc');

/** Icons, the codex files that tell n8n's node panel where a node belongs, and the data of the catalogue. */
const assets = () =>
	src(['credentials/**/*.svg', 'nodes/**/*.{svg,json}'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

/** Schemas that let n8n's editor show the fields of a node before its first run. */
const outputSchemas = () => run('tsx', 'scripts/outputSchemas.mts');

/** Lists that let n8n show nodes without loading their code. */
const metadata = () => run('n8n-generate-metadata');

/** The loader of n8n-core that makes the lists also writes these, which only n8n's own build reads. */
const tidy = () => rm('dist/methods', { recursive: true, force: true });

exports.default = series(clean, parallel(compile, assets, outputSchemas), metadata, tidy);
