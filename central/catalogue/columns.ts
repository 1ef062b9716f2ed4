/** How a cell is read; `choice`: one of the labels; `choices` and `list`: several, divided by 、 or line ends. */
export type ColumnKind = 'text' | 'code' | 'id' | 'count' | 'money' | 'date' | 'yesno' | 'choice' | 'choices' | 'list';

export interface Column {
  readonly title: string;
  /** Where it goes in the item, the material, the fee … */
  readonly field: string;
  readonly kind: ColumnKind;
  /** The column must be there and every row must fill it in. */
  readonly required?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  /** For whoever fills the template in. */
  readonly explain: string;
  readonly example: string;
}

export type SheetKind = 'items' | 'materials' | 'questions' | 'fees' | 'flow';

export interface SheetPlan {
  readonly kind: SheetKind;
  readonly name: string;
  readonly columns: readonly Column[];
}

const SPECIAL = {
  听证: 'HEARING', 招标: 'BIDDING', 拍卖: 'AUCTION', 检验: 'INSPECTION', 检测: 'TESTING', 检疫: 'QUARANTINE', 鉴定: 'APPRAISAL',
  专家评审: 'EXPERT', 现场勘察: 'SITE_SURVEY', 公示: 'PUBLICITY', 核实: 'VERIFY', 延长审批: 'EXTENSION',
};
const UNITS = { 工作日: 'WORKING_DAY', 自然日: 'CALENDAR_DAY' };

const ITEM_REF: Column = { title: '事项编号', field: 'itemId', kind: 'id', required: true, explain: '“事项”表中的事项编号', example: 'food-licence' };

const ITEMS: readonly Column[] = [
  { title: '事项编号', field: 'id', kind: 'id', required: true, explain: '本系统内的编号：小写字母、数字和“-”，启用后不再改', example: 'food-licence' },
  { title: '版本', field: 'version', kind: 'count', required: true, explain: '从 1 开始的整数；内容有变化就加 1，已发布的版本不改', example: '1' },
  { title: '基本编码', field: 'catalogCode', kind: 'code', explain: '12 位，请设为文本格式', example: '990100100003' },
  { title: '实施编码', field: 'taskCode', kind: 'code', explain: '31 位：信用代码 18 位、行使层级 1 位、基本编码 12 位；没有编码的事项不得办理', example: '11990101990000017G4990100100003' },
  { title: '业务办理项编码', field: 'handleItemCode', kind: 'code', explain: '33 位，没有可不填', example: '' },
  { title: '事项名称', field: 'name', kind: 'text', required: true, explain: '与目录一致，不超过 120 字', example: '食品经营许可（新办）' },
  { title: '通俗名称', field: 'plainName', kind: 'text', explain: '群众的叫法，用来查找', example: '开饭店、卖食品要办的证' },
  { title: '实施部门', field: 'departmentName', kind: 'text', required: true, explain: '部门全称', example: '市场监督管理局' },
  { title: '领域', field: 'zoneName', kind: 'text', required: true, explain: '市场准入、投资项目、社会事务等', example: '市场准入' },
  { title: '事项类型', field: 'type', kind: 'choice', required: true, labels: { 行政许可: '01', 行政给付: '05', 行政确认: '07', 行政奖励: '08', 行政裁决: '09', 其他行政权力: '10', 公共服务: '20' }, explain: '六类依申请事项和公共服务', example: '行政许可' },
  { title: '行使层级', field: 'useLevel', kind: 'choice', labels: { 国家级: '1', 省级: '2', 市级: '3', 县级: '4', 镇街: '5', 村社: '6', 分级管理: '7' }, explain: '不填为县级', example: '县级' },
  { title: '服务对象', field: 'audience', kind: 'choices', labels: { 自然人: '1', 企业法人: '2', 事业法人: '3', 社会组织法人: '4', 行政机关: '5', 其他组织: '6' }, explain: '可填几个，用“、”隔开', example: '自然人、企业法人' },
  { title: '受理模式', field: 'acceptanceMode', kind: 'choice', labels: { 综窗受理: 'FRONT_DESK', 部门受理: 'DEPARTMENT', 受审合一: 'UNIFIED' }, explain: '不填为综窗受理', example: '综窗受理' },
  { title: '审查方式', field: 'reviewType', kind: 'choice', required: true, labels: { 形式审查: 'FORMAL', 实质审查: 'SUBSTANTIVE' }, explain: '形式审查的即时办结', example: '实质审查' },
  { title: '法定时限', field: 'legalDays', kind: 'count', required: true, explain: '整数', example: '20' },
  { title: '法定时限单位', field: 'legalUnit', kind: 'choice', labels: UNITS, explain: '不填为工作日', example: '工作日' },
  { title: '承诺时限', field: 'promisedDays', kind: 'count', required: true, explain: '整数，不超过法定时限；即办件填 0', example: '5' },
  { title: '承诺时限单位', field: 'promisedUnit', kind: 'choice', labels: UNITS, explain: '不填为工作日', example: '工作日' },
  { title: '受理条件', field: 'acceptCondition', kind: 'text', explain: '', example: '已取得营业执照，有相应的场所、设施和制度' },
  { title: '设定依据', field: 'basis', kind: 'text', explain: '法律法规名称和条款', example: '《中华人民共和国食品安全法》第三十五条' },
  { title: '容缺材料', field: 'tolerant', kind: 'list', explain: '可以后补的材料编号，用“、”隔开', example: 'rules' },
  { title: '告知承诺', field: 'promiseBased', kind: 'yesno', explain: '是或否', example: '否' },
  { title: '通办范围', field: 'scopes', kind: 'choices', labels: { 全市通办: 'CITY', 区域通办: 'REGION', 跨省通办: 'CROSS_PROVINCE' }, explain: '可填几个', example: '全市通办' },
  { title: '办理渠道', field: 'channels', kind: 'choices', labels: { 自助机: 'KIOSK', 网上: 'ONLINE', 邮寄: 'MAIL', 预约: 'BOOKING', 文件柜: 'LOCKER' }, explain: '窗口以外的渠道', example: '网上、预约' },
  { title: '特别程序', field: 'specialProcedures', kind: 'choices', labels: SPECIAL, explain: '时间不计入时限的程序', example: '现场勘察' },
  { title: '联办部门', field: 'branches', kind: 'list', explain: '同时审查的其他部门，用“、”隔开', example: '' },
  { title: '报批机关', field: 'decidedAbove', kind: 'text', explain: '由上级决定的事项填写', example: '' },
  { title: '办理结果', field: 'resultName', kind: 'text', explain: '证照或者文书的名称', example: '食品经营许可证' },
  { title: '排队业务', field: 'businessIds', kind: 'list', required: true, explain: '大厅配置中的业务编号', example: 'market' },
  { title: '状态', field: 'state', kind: 'choice', required: true, labels: { 草稿: 'DRAFT', 已批准: 'APPROVED', 在用: 'LIVE', 暂停: 'SUSPENDED', 取消: 'CANCELLED' }, explain: '', example: '在用' },
  { title: '生效日期', field: 'effectiveFrom', kind: 'date', explain: '如 2026-01-01，不填为一直有效', example: '2026-01-01' },
  { title: '失效日期', field: 'effectiveTo', kind: 'date', explain: '最后一天', example: '' },
];

const MATERIALS: readonly Column[] = [
  ITEM_REF,
  { title: '材料编号', field: 'id', kind: 'id', required: true, explain: '同一事项内不重复', example: 'rules' },
  { title: '材料名称', field: 'name', kind: 'text', required: true, explain: '不超过 120 字', example: '食品安全规章制度' },
  { title: '是否必要', field: 'required', kind: 'yesno', required: true, explain: '是或否；由情形决定的填“是”，问到才要', example: '是' },
  { title: '原件份数', field: 'originals', kind: 'count', required: true, explain: '不收原件填 0', example: '1' },
  { title: '复印件份数', field: 'copies', kind: 'count', required: true, explain: '', example: '0' },
  { title: '规格', field: 'spec', kind: 'text', explain: '纸张、签名、盖章等', example: 'A4 纸质' },
  { title: '依据', field: 'basis', kind: 'text', explain: '', example: '' },
  { title: '受理标准', field: 'acceptStandard', kind: 'text', required: true, explain: '什么样的材料可以收', example: '内容齐全，加盖公章' },
  { title: '通俗说明', field: 'plainText', kind: 'text', explain: '', example: '' },
  { title: '材料类别', field: 'kind', kind: 'choice', labels: { 申请表: 'FORM', 其他材料: 'DOCUMENT' }, explain: '不填为其他材料', example: '其他材料' },
  { title: '来源渠道', field: 'source', kind: 'choice', labels: { 申请人自备: 'SELF', 政府部门核发: 'GOV', 中介机构: 'INTERMEDIARY' }, explain: '不填为申请人自备', example: '申请人自备' },
  { title: '免交方式', field: 'replaceableBy', kind: 'choice', labels: { 电子证照: 'LICENCE', 数据核验: 'DATA_CHECK', 告知承诺: 'PROMISE' }, explain: '可以免交的填写', example: '' },
];

const QUESTIONS: readonly Column[] = [
  ITEM_REF,
  { title: '问题编号', field: 'questionId', kind: 'id', required: true, explain: '同一问题的选项各占一行；第一个问题最先问', example: 'who' },
  { title: '问题', field: 'text', kind: 'text', required: true, explain: '', example: '由谁来办？' },
  { title: '选项编号', field: 'id', kind: 'id', required: true, explain: '', example: 'agent' },
  { title: '选项', field: 'label', kind: 'text', required: true, explain: '', example: '委托他人' },
  { title: '需要的材料', field: 'materialIds', kind: 'list', explain: '选了它才要的材料编号', example: 'proxy' },
  { title: '下一问题', field: 'next', kind: 'id', explain: '问题编号；没有可不填', example: '' },
];

const FEES: readonly Column[] = [
  ITEM_REF,
  { title: '收费项目', field: 'name', kind: 'text', required: true, explain: '', example: '工本费' },
  { title: '收费标准', field: 'standard', kind: 'text', required: true, explain: '', example: '每证 10 元' },
  { title: '金额（元）', field: 'amountFen', kind: 'money', explain: '视情况而定的不填', example: '10' },
  { title: '收费依据', field: 'basis', kind: 'text', required: true, explain: '', example: '价格主管部门文件' },
  { title: '可否减免', field: 'reducible', kind: 'yesno', explain: '是或否', example: '否' },
];

const FLOW: readonly Column[] = [
  ITEM_REF,
  { title: '环节名称', field: 'name', kind: 'text', required: true, explain: '按办理先后填写', example: '审查' },
  { title: '办理岗位', field: 'role', kind: 'text', required: true, explain: '', example: '业务科室' },
  { title: '环节时限', field: 'limitDays', kind: 'count', required: true, explain: '工作日，合计不超过承诺时限', example: '4' },
];

/** The sheets of an import file and of the template for it. Only the first two must be there. */
export const SHEET_PLANS: readonly SheetPlan[] = [
  { kind: 'items', name: '事项', columns: ITEMS },
  { kind: 'materials', name: '材料', columns: MATERIALS },
  { kind: 'questions', name: '情形', columns: QUESTIONS },
  { kind: 'fees', name: '收费', columns: FEES },
  { kind: 'flow', name: '环节', columns: FLOW },
];

/** The sheet of the template that explains the columns; it is not read. */
export const NOTES_SHEET = '填写说明';
