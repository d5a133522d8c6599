/** The tables of the FILES schema, from Xero's files API. */
import {
  boolean,
  defineTable,
  integer,
  text,
  timestamp,
  uuid,
  type ColumnSpecs,
} from '../define.ts';
import { endpointOf, pagesOf, scope, SINGLE } from '../endpoint.ts';
import { byPath } from '../filters.ts';
import { fromCondition, fromParent } from '../inputs.ts';
import type { TableDefinition } from '../model.ts';
import { OBJECT_GROUPS, OBJECT_TYPES } from './enumerations.ts';

const schema = 'FILES';
const SCOPE = scope('files.read');
const PAGED = pagesOf(100, 'pagesize');

export const Files = defineTable({
  schema,
  name: 'Files',
  aliases: ['File'],
  description: 'Files in the library; what is in them is not read.',
  endpoint: endpointOf(schema, '/Files', SCOPE, {
    items: 'Items',
    paging: PAGED,
    idField: 'Id',
    fixedParams: { sort: 'CreatedDateUTC', direction: 'ASC' },
  }),
  columns: {
    FileId: uuid('Id', 'Key of the file.'),
    Name: text('Name', 'Name of the file.'),
    MimeType: text('MimeType', 'What kind of file it is.'),
    Size: integer('Size', 'Size in bytes.'),
    FolderId: uuid('FolderId', 'Key of the folder it is in.'),
    CreatedDateUtc: timestamp('CreatedDateUtc', 'When it was added.', { aliases: ['Created'] }),
    UpdatedDateUtc: timestamp('UpdatedDateUtc', 'When it was last changed.', {
      aliases: ['Updated'],
    }),
    UserId: uuid('User.Id', 'Key of the user who added it.'),
    UserName: text('User.Name', 'Sign-in name of that user.'),
    UserFirstName: text('User.FirstName', 'First name of that user.'),
    UserLastName: text('User.LastName', 'Last name of that user.'),
    UserFullName: text('User.FullName', 'Full name of that user.'),
  },
  key: ['FileId'],
  references: [{ columns: ['FolderId'], table: 'Folders' }],
  filters: [byPath('FileId')],
});

const FOLDER = {
  FolderId: uuid('Id', 'Key of the folder.'),
  Name: text('Name', 'Name of the folder.'),
  FileCount: integer('FileCount', 'How many files are in it.'),
  Email: text('Email', 'Address that files can be sent to.'),
  IsInbox: boolean('IsInbox', 'Whether it is the inbox.'),
} as const satisfies ColumnSpecs;

export const Folders = defineTable({
  schema,
  name: 'Folders',
  aliases: ['Folder'],
  description: 'Folders of the library, the inbox among them.',
  endpoint: endpointOf(schema, '/Folders', SCOPE, { idField: 'Id' }),
  columns: FOLDER,
  key: ['FolderId'],
  filters: [byPath('FolderId')],
});

export const Inbox = defineTable({
  schema,
  name: 'Inbox',
  description: 'The folder that new files arrive in: one row.',
  endpoint: endpointOf(schema, '/Inbox', SCOPE, { paging: SINGLE, idField: 'Id' }),
  columns: FOLDER,
  key: ['FolderId'],
  references: [{ columns: ['FolderId'], table: 'Folders' }],
});

/** By file, one call each; with a condition or a join on ObjectId by object instead. */
export const Associations = defineTable({
  schema,
  name: 'Associations',
  aliases: ['Association'],
  description: 'Which documents, contacts and other objects files are attached to.',
  endpoint: endpointOf(schema, '/Files/{FileId}/Associations', SCOPE),
  columns: {
    FileId: uuid('FileId', 'Key of the file.'),
    ObjectId: uuid('ObjectId', 'Key of the object it is attached to.'),
    ObjectGroup: text('ObjectGroup', 'Kind of object, in groups.', { values: OBJECT_GROUPS }),
    ObjectType: text('ObjectType', 'Kind of object.', { values: OBJECT_TYPES }),
    Name: text('Name', 'Name of the file; Xero sends it when asked by object.'),
    Size: integer('Size', 'Size of the file in bytes, when asked by object.'),
    SendWithObject: boolean('SendWithObject', 'Whether it is sent along with the object.'),
    CreatedDateUtc: timestamp('CreatedDateUtc', 'When the file was added, when asked by object.'),
    AssociationDateUtc: timestamp(
      'AssociationDateUtc',
      'When the file was attached, when asked by object.',
    ),
  },
  key: ['FileId', 'ObjectId'],
  references: [{ columns: ['FileId'], table: 'Files' }],
  inputs: [fromParent('FileId', Files)],
  alternatives: [
    {
      endpoint: endpointOf(schema, '/Associations/{ObjectId}', SCOPE, {
        paging: PAGED,
        idField: 'FileId',
        fixedParams: { sort: 'AssociationDateUtc', direction: 'ASC' },
      }),
      inputs: [fromCondition('ObjectId')],
    },
  ],
});

export const filesTables: readonly TableDefinition[] = [Files, Folders, Inbox, Associations];
