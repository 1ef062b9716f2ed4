import type { Applicant } from '../../shared/types/case-file.ts';

/** An applicant as people at the centre see him: enough to tell cases apart, not enough to know the person. */
export function maskApplicant(applicant: Applicant): Applicant {
  const [first = ''] = applicant.name;
  const { certNo } = applicant;
  return {
    ...applicant,
    name: `${first}${'*'.repeat([...applicant.name].length - 1)}`,
    certNo: `${'*'.repeat(certNo.length - 4)}${certNo.slice(-4)}`,
    phone: null,
  };
}
