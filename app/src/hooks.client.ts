/** In the browser the language is the one that the server chose for the page. */
import { baseLocale, isLocale, overwriteGetLocale } from '#locales/compiled/runtime.js';

overwriteGetLocale(() => {
	const { lang } = document.documentElement;
	return isLocale(lang) ? lang : baseLocale;
});
