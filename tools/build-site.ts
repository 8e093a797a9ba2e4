// Builds the site when its sources changed.
import { buildSiteIfChanged } from '../app/src/server/site-build.ts';

await buildSiteIfChanged((line) => console.log(line));
