import { stopSharedN8n } from './globalSetup.mts';

export default stopSharedN8n;
