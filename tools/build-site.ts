// Builds the site when its sources changed, in a process of its own: the bundler leaves handles open.
import { buildSiteIfChanged } from '../app/src/server/site-build.ts';

await buildSiteIfChanged((line) => console.log(line));
process.exit(0);
