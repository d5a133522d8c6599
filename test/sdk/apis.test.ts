/** The official SDK reads every GET of the assets, files and projects APIs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssetApi, FilesApi, ProjectApi } from 'xero-node';
import { generateDemoBooks, MAIN_TENANT_ID, type Doc } from '../../fixtures/books/index.ts';
import { asText } from '../../fixtures/emulator/documents.ts';
import { startEmulator, type Emulator } from '../../fixtures/emulator/index.ts';
import { accessToken } from '../fixtures/emulator/support.ts';

const books = generateDemoBooks({ scale: 0.2 });
const T = MAIN_TENANT_ID;
const none = undefined;

type Collections = (typeof books.organisations)[number]['collections'];

let emulator: Emulator;
let assets: AssetApi;
let files: FilesApi;
let projects: ProjectApi;
let main: Collections;

beforeAll(async () => {
  emulator = await startEmulator({ books, rateLimits: { perMinute: 1000 } });
  const token = await accessToken(emulator);
  assets = new AssetApi(`${emulator.url}/assets.xro/1.0`);
  files = new FilesApi(`${emulator.url}/files.xro/1.0`);
  projects = new ProjectApi(`${emulator.url}/projects.xro/2.0`);
  for (const api of [assets, files, projects]) api.accessToken = token;
  const found = books.organisations.find(({ tenantId }) => tenantId === T);
  if (found === undefined) throw new Error('No main organisation');
  main = found.collections;
});
afterAll(() => emulator.close());

/** A document of the books that has a field. */
function oneWith(docs: readonly Doc[], field: string): Doc {
  const found = docs.find((doc) => doc[field] !== undefined && doc[field] !== '');
  if (found === undefined) throw new Error(`None with ${field} in the books`);
  return found;
}

const id = (doc: Doc, field: string): string => asText(doc[field]);

describe('assets', () => {
  type Status = Parameters<AssetApi['getAssets']>[1];

  it.each([
    ['DRAFT', 'Draft'],
    ['REGISTERED', 'Registered'],
    ['DISPOSED', 'Disposed'],
  ])('%s', async (status, own) => {
    const expected = main.Assets.filter(({ assetStatus }) => assetStatus === own);
    const { body } = await assets.getAssets(T, status as unknown as Status, 1, 200);
    expect(body.pagination).toMatchObject({ page: 1, pageSize: 200, itemCount: expected.length });
    expect(body.items?.map(({ assetId }) => assetId)).toEqual(
      expected.map(({ assetId }) => assetId),
    );
  });

  it('in order and by text', async () => {
    const read = await assets.getAssets(
      T,
      'DISPOSED' as unknown as Status,
      1,
      50,
      'DisposalPrice',
      'desc',
      'a',
    );
    const prices = read.body.items?.map(({ disposalPrice }) => disposalPrice ?? NaN) ?? [];
    expect(prices.length).toBeGreaterThan(2);
    expect(prices).toEqual(prices.toSorted((a, b) => b - a));
  });

  it('one by one', async () => {
    const own = oneWith(main.Assets, 'warrantyExpiryDate');
    const { body } = await assets.getAssetById(T, id(own, 'assetId'));
    expect(body).toMatchObject({ assetName: own.assetName, purchasePrice: own.purchasePrice });
    expect(asText(body.purchaseDate).slice(0, 10)).toBe(own.purchaseDate);
    const setting = own.bookDepreciationSetting as Doc;
    expect(String(body.bookDepreciationSetting?.depreciationMethod)).toBe(
      setting.depreciationMethod,
    );
  });

  it('types and settings', async () => {
    const types = (await assets.getAssetTypes(T)).body;
    expect(types.map(({ assetTypeName }) => assetTypeName)).toEqual(
      main.AssetTypes.map(({ assetTypeName }) => assetTypeName),
    );
    const { body } = await assets.getAssetSettings(T);
    expect(body.assetNumberPrefix).toBe('FA-');
    expect(asText(body.lastDepreciationDate).slice(0, 10)).toBe('2026-10-31');
  });

  it('errors reach the caller', async () => {
    const read = assets.getAssets(T, 'DRAFT' as unknown as Status, 1, 201);
    await expect(read).rejects.toThrow(/cannot exceed 200/);
  });
});

describe('files', () => {
  it('page by page', async () => {
    const seen: (string | undefined)[] = [];
    for (let page = 1; ; page += 1) {
      const { body } = await files.getFiles(T, 40, page, 'Name', 'ASC');
      expect(body.totalCount).toBe(main.Files.length);
      if ((body.items ?? []).length === 0) break;
      seen.push(...(body.items ?? []).map((file) => file.id));
    }
    expect(seen).toHaveLength(main.Files.length);
    expect(new Set(seen).size).toBe(main.Files.length);
  });

  it('one by one, with content', async () => {
    const own = oneWith(main.Files, 'FolderId');
    const { body } = await files.getFile(T, id(own, 'Id'));
    expect(body).toMatchObject({ name: own.Name, size: own.Size, folderId: own.FolderId });
    expect(body.user?.name).toBe((own.User as Doc).Name);
    const content = await files.getFileContent(T, id(own, 'Id'));
    expect(content.body).toHaveLength(Number(own.Size));
  });

  it('folders', async () => {
    const { body } = await files.getFolders(T, 'Name');
    expect(body).toHaveLength(main.Folders.length);
    const inbox = (await files.getInbox(T)).body;
    expect(inbox).toMatchObject({ isInbox: true, name: 'Inbox' });
    expect((await files.getFolder(T, inbox.id ?? '')).body.email).toBe(inbox.email);
  });

  it('associations by file, by object and counted', async () => {
    const own = oneWith(main.Associations, 'FileId');
    const [file, object] = [id(own, 'FileId'), id(own, 'ObjectId')];
    const byFile = (await files.getFileAssociations(T, file)).body;
    expect(byFile.map(({ objectId }) => objectId)).toContain(object);
    const expected = main.Associations.filter(({ ObjectId }) => ObjectId === object);
    const byObject = await files.getAssociationsByObject(T, object, 100, 1, 'Name', 'DESC');
    expect(byObject.body).toHaveLength(expected.length);
    expect(byObject.body[0]?.sendWithObject).toBeTypeOf('boolean');
    const counts = await files.getAssociationsCount(T, [object, T]);
    expect(counts.body).toEqual({ [object]: expected.length, [T]: 0 });
  });
});

describe('projects', () => {
  it('lists, pages and filters', async () => {
    const { body } = await projects.getProjects(T, none, none, none, 1, 5);
    expect(body.pagination).toMatchObject({ pageSize: 5, itemCount: main.Projects.length });
    expect(body.items).toHaveLength(5);
    const two = main.Projects.slice(0, 2).map((doc) => id(doc, 'projectId'));
    const some = await projects.getProjects(T, two);
    expect(some.body.items?.map(({ projectId }) => projectId)).toEqual(two);
    const closed = await projects.getProjects(T, none, none, 'CLOSED');
    expect(closed.body.items).toHaveLength(
      main.Projects.filter(({ status }) => status === 'CLOSED').length,
    );
  });

  it('one project, its money and deadline', async () => {
    const own = oneWith(main.Projects, 'deadlineUtc');
    const { body } = await projects.getProject(T, id(own, 'projectId'));
    expect(body.totalTaskAmount?.value).toBe((own.totalTaskAmount as Doc).value);
    expect(body.deadlineUtc?.toISOString()).toBe(own.deadlineUtc);
  });

  it('users', async () => {
    const { body } = await projects.getProjectUsers(T, 1, 500);
    expect(body.items?.map(({ userId }) => userId)).toEqual(
      main.ProjectsUsers.map(({ userId }) => userId),
    );
  });

  it('tasks', async () => {
    const own = oneWith(main.Tasks, 'estimateMinutes');
    const [project, task] = [id(own, 'projectId'), id(own, 'taskId')];
    const { body } = await projects.getTasks(T, project, 1, 500, task);
    expect(body.items).toHaveLength(1);
    const one = (await projects.getTask(T, project, task)).body;
    expect(one).toMatchObject({ name: own.name, totalMinutes: own.totalMinutes });
  });

  it('time', async () => {
    const own = oneWith(main.TimeEntries, 'invoiceId');
    const [project, invoice] = [id(own, 'projectId'), id(own, 'invoiceId')];
    const { body } = await projects.getTimeEntries(
      T,
      project,
      none,
      none,
      invoice,
      none,
      1,
      500,
      ['INVOICED'],
      true,
      new Date('2022-01-01T00:00:00Z'),
      new Date('2026-12-31T00:00:00Z'),
    );
    expect(body.items).toHaveLength(
      main.TimeEntries.filter(
        ({ projectId, invoiceId }) => projectId === project && invoiceId === invoice,
      ).length,
    );
    const one = (await projects.getTimeEntry(T, project, id(own, 'timeEntryId'))).body;
    expect(one.duration).toBe(own.duration);
    expect(one.dateUtc?.toISOString()).toBe(own.dateUtc);
  });
});
