import { z } from 'zod';

// zod would try `new Function` to be faster. The page's content security policy refuses that, and reports it as an attack.
// Set before any schema is made, hence this module in place of zod itself.
z.config({ jitless: true });

export { z };
