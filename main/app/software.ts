/** Name and version that peers see in a greeting. */
export const SOFTWARE = 'yichuang/0.1.0';
