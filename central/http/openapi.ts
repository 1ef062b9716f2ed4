import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { centralContract } from '../../shared/contract/central.ts';

/** The centre's interface as an OpenAPI document, made from the contract the code itself is checked against. */
export async function centralOpenApi(version: string): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(centralContract, {
    info: {
      title: '一窗 · 中心综窗系统接口',
      version,
      description: 'Halls show their key as a bearer token; the workbench shows its key or the cookie of its login.',
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'yichuang-workbench' },
      },
    },
    security: [{ key: [] }, { session: [] }],
  });
}
