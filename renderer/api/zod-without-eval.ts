import { z } from 'zod';

// Zod tries `new Function` when the first object schema is made; the pages' policy forbids it, and the browser would
// report a violation on every start. Every page that brings schemas imports this before anything else.
z.config({ jitless: true });
