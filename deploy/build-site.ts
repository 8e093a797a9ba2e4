// Builds the site ahead of the first start, for an installation whose files the running node may not write.
import { buildSiteIfChanged } from '../app/src/server/site-build.ts';

await buildSiteIfChanged((line) => console.log(line));
