import { ItemId } from '../basics/ids.ts';
import { Theme } from '../types/catalogue.ts';
import { sampleItem, sampleMaterial } from './testing/sample-item.ts';
import { checkTheme, mergeMaterials } from './theme.ts';

const A = sampleItem({ id: 'a', promisedDays: 3, materials: [{ ...sampleMaterial('form'), name: '申请书甲', kind: 'FORM' }, { ...sampleMaterial('id'), name: '身份证' }] });
const B = sampleItem({ id: 'b', promisedDays: 5, departmentName: '税务局', materials: [{ ...sampleMaterial('identity'), name: '身份证' }, { ...sampleMaterial('form'), name: '申请书乙', kind: 'FORM' }] });

function theme(change: Partial<Theme> = {}): Theme {
  return Theme.parse({
    id: 'restaurant',
    name: '开餐饮店',
    leadDepartmentName: A.departmentName,
    itemIds: ['a', 'b'],
    form: { name: '开办申请表', fields: [{ id: 'name', label: '姓名', itemIds: ['a', 'b'] }] },
    materials: mergeMaterials([A, B], '开办申请表'),
    parallel: true,
    limitDays: 5,
    ...change,
  });
}

test('what two items ask for under one name is handed in once', () => {
  expect(mergeMaterials([A, B], '开办申请表')).toEqual([
    { id: 'm1', name: '开办申请表', covers: [{ itemId: 'a', materialId: 'form' }, { itemId: 'b', materialId: 'form' }] },
    { id: 'm2', name: '身份证', covers: [{ itemId: 'a', materialId: 'id' }, { itemId: 'b', materialId: 'identity' }] },
  ]);
});

test.each<[string, Partial<Theme>, string[]]>([
  ['sound', {}, []],
  ['one after another', { parallel: false, limitDays: 7 }, ['一件事的时限短于其中事项的承诺时限']],
  ['one after another, long enough', { parallel: false, limitDays: 8 }, []],
  ['too short', { limitDays: 4 }, ['一件事的时限短于其中事项的承诺时限']],
  ['an item twice', { itemIds: [A.id, A.id, B.id] }, ['一件事里有重复的事项']],
  ['no such item', { itemIds: [A.id, B.id, ItemId.parse('c')] }, ['一件事里有目录中没有的事项']],
  ['a stranger leads', { leadDepartmentName: '公安局' }, ['牵头部门应当是其中一个事项的实施部门']],
  ['a material forgotten', { materials: mergeMaterials([A], '开办申请表') }, ['合并后的材料没有包含各事项的全部材料']],
  ['a field of another item', { form: { name: '表', fields: [{ id: 'x', label: '字段', itemIds: [ItemId.parse('c')] }] } }, ['一表中有不属于这件事的事项']],
])('%s', (_name, change, findings) => {
  expect(checkTheme(theme(change), [A, B])).toEqual(findings);
});
