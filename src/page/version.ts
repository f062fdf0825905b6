/** The version every copy of the kit says of itself; a test holds it to package.json. */
export const version = '0.1.0';
