import { AST_NODE_TYPES, ESLintUtils } from '@typescript-eslint/utils';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Type, TypeChecker } from 'typescript';

const createRule = ESLintUtils.RuleCreator.withoutDocs;

/**
 * A `Result` that nobody looks at hides a failure. Reports a statement that is only a call whose value, once awaited, is
 * a union told apart by `ok`.
 */
export const noUnreadResult = createRule({
  meta: {
    type: 'problem',
    schema: [],
    defaultOptions: [],
    messages: { unread: 'This Result is never looked at: handle its failure or hand it on.' },
  },
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const checker = services.program.getTypeChecker();
    return {
      ExpressionStatement(node) {
        const expression = withoutVoid(node.expression);
        const type = services.getTypeAtLocation(expression);
        if (isResult(checker.getAwaitedType(type) ?? type, checker)) context.report({ node, messageId: 'unread' });
      },
    };
  },
});

function withoutVoid(node: TSESTree.Expression): TSESTree.Expression {
  return node.type === AST_NODE_TYPES.UnaryExpression && node.operator === 'void' ? node.argument : node;
}

function isResult(type: Type, checker: TypeChecker): boolean {
  if (!type.isUnion() || type.types.length < 2) return false;
  return type.types.every((member) => {
    const ok = member.getProperty('ok');
    if (!ok) return false;
    const text = checker.typeToString(checker.getTypeOfSymbol(ok));
    return text === 'true' || text === 'false';
  });
}
