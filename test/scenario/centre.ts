import { z } from 'zod';
import { CentralCaseDetail, CentralCaseRow } from '../../shared/contract/central.ts';

const Rows = z.object({ rows: z.array(CentralCaseRow), total: z.number() });

/** Reads the centre through its published interface, as the workbench does: key link, then cookie. */
export class CentreReader {
  readonly #origin: string;
  readonly #loginUrl: string;
  #cookie: string | null = null;

  constructor(workbenchUrl: string) {
    this.#loginUrl = workbenchUrl;
    this.#origin = new URL(workbenchUrl).origin;
  }

  async findCases(query: string): Promise<CentralCaseRow[]> {
    return Rows.parse(await this.#get(`/cases?query=${encodeURIComponent(query)}`)).rows;
  }

  async getCase(id: string): Promise<CentralCaseDetail | null> {
    return CentralCaseDetail.nullable().parse(await this.#get(`/cases/${id}`));
  }

  async #get(path: string): Promise<unknown> {
    this.#cookie ??= await this.#login();
    const response = await fetch(`${this.#origin}${path}`, { headers: { cookie: this.#cookie } });
    if (!response.ok) throw new Error(`the centre answered ${response.status} to ${path}`);
    return response.json();
  }

  async #login(): Promise<string> {
    const response = await fetch(this.#loginUrl, { redirect: 'manual' });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie === undefined) throw new Error(`the workbench's link was refused (${response.status})`);
    return cookie;
  }
}
