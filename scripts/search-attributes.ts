import proto from '@temporalio/proto';
import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../domain/search-attributes.ts';

const valueTypes = {
  Keyword: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Datetime: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  Bool: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
};

/**
 * Registers the search attributes that the namespace lacks. Can be repeated.
 * @throws Error when one exists with another type
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const wanted = searchAttributes.map(({ name, type }) => ({ name, type: valueTypes[type] }));
  const other = wanted.filter(({ name, type }) => (customAttributes[name] ?? type) !== type);
  if (other.length > 0) {
    throw new Error(
      `search attributes of another type in ${namespace}: ${other.map(({ name }) => name).join(', ')}`,
    );
  }
  const missing = wanted.filter(({ name }) => !(name in customAttributes));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, type])),
  });
}
