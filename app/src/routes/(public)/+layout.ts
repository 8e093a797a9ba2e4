/** What everybody may see works as plain HTML and ships no script. */
export const csr = false;
