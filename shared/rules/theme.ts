import type { MergedMaterial, ServiceItem, Theme } from '../types/catalogue.ts';

/**
 * 一表、一套材料: one form stands for the forms of all items, and what several ask for under one name is handed in once. In the
 * order of the items and their lists.
 */
export function mergeMaterials(items: readonly Pick<ServiceItem, 'id' | 'materials'>[], formName: string): MergedMaterial[] {
  const byName = new Map<string, MergedMaterial>();
  for (const { id: itemId, materials } of items) {
    for (const { id: materialId, name: ownName, kind } of materials) {
      const name = kind === 'FORM' ? formName : ownName;
      const known = byName.get(name);
      if (known) known.covers.push({ itemId, materialId });
      else byName.set(name, { id: `m${byName.size + 1}`, name, covers: [{ itemId, materialId }] });
    }
  }
  return [...byName.values()];
}

/** What does not fit between a theme and the catalogue, as sentences; empty when it may be published. */
export function checkTheme(theme: Theme, items: readonly ServiceItem[]): string[] {
  const own = theme.itemIds.map((id) => items.find((item) => item.id === id));
  const known = own.filter((item) => item !== undefined);
  const covered = new Set(theme.materials.flatMap(({ covers }) => covers.map(({ itemId, materialId }) => `${itemId}/${materialId}`)));
  const asked = known.flatMap(({ id, materials }) => materials.map((material) => `${id}/${material.id}`));
  const limits = known.map(({ promisedDays }) => promisedDays);
  const least = theme.parallel ? Math.max(0, ...limits) : limits.reduce((sum, days) => sum + days, 0);
  const findings: readonly (readonly [boolean, string])[] = [
    [known.length < own.length, '一件事里有目录中没有的事项'],
    [new Set(theme.itemIds).size < theme.itemIds.length, '一件事里有重复的事项'],
    [known.every(({ departmentName }) => departmentName !== theme.leadDepartmentName), '牵头部门应当是其中一个事项的实施部门'],
    [asked.some((material) => !covered.has(material)), '合并后的材料没有包含各事项的全部材料'],
    [[...covered].some((material) => !asked.includes(material)), '合并后的材料引用了事项没有的材料'],
    [theme.form.fields.some(({ itemIds }) => itemIds.some((id) => !theme.itemIds.includes(id))), '一表中有不属于这件事的事项'],
    [theme.limitDays < least, '一件事的时限短于其中事项的承诺时限'],
  ];
  return findings.flatMap(([bad, sentence]) => (bad ? [sentence] : []));
}
