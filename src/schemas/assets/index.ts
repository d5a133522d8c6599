/** The tables of the ASSETS schema, from Xero's assets API. */
import {
  boolean,
  date,
  decimal,
  defineTable,
  integer,
  money,
  onlyInDetail,
  text,
  uuid,
  type ColumnSpecs,
} from '../define.ts';
import { endpointOf, pagesOf, scope, SINGLE } from '../endpoint.ts';
import { byPath } from '../filters.ts';
import { eachValue } from '../inputs.ts';
import type { TableDefinition } from '../model.ts';

const schema = 'ASSETS';
const SCOPE = scope('assets.read');

/** The register is listed one status at a time. */
const STATUSES = { Draft: 'DRAFT', Registered: 'REGISTERED', Disposed: 'DISPOSED' } as const;
const METHODS = [
  'NoDepreciation',
  'StraightLine',
  'DiminishingValue100',
  'DiminishingValue150',
  'DiminishingValue200',
  'FullDepreciation',
] as const;
const AVERAGING = ['FullMonth', 'ActualDays'] as const;
const CALCULATIONS = ['Rate', 'Life', 'None'] as const;

const DEPRECIATION_SETTING = {
  BookDepreciationSettingDepreciationMethod: text(
    'bookDepreciationSetting.depreciationMethod',
    'How the asset is depreciated in the books.',
    { values: METHODS },
  ),
  BookDepreciationSettingAveragingMethod: text(
    'bookDepreciationSetting.averagingMethod',
    'Whether part months count whole or by days.',
    { values: AVERAGING },
  ),
  BookDepreciationSettingDepreciationRate: decimal(
    'bookDepreciationSetting.depreciationRate',
    'Rate of depreciation, percent a year.',
  ),
  // The OpenAPI file says integer; the service sends 6.67, too.
  BookDepreciationSettingEffectiveLifeYears: decimal(
    'bookDepreciationSetting.effectiveLifeYears',
    'Years of effective life, where no rate is set.',
  ),
  BookDepreciationSettingDepreciationCalculationMethod: text(
    'bookDepreciationSetting.depreciationCalculationMethod',
    'Whether a rate or a life decides.',
    { values: CALCULATIONS },
  ),
  BookDepreciationSettingDepreciableObjectId: uuid(
    'bookDepreciationSetting.depreciableObjectId',
    'Key of the asset or type that the setting belongs to.',
  ),
  BookDepreciationSettingDepreciableObjectType: text(
    'bookDepreciationSetting.depreciableObjectType',
    'What kind of object the setting belongs to.',
  ),
  BookDepreciationSettingBookEffectiveDateOfChangeId: uuid(
    'bookDepreciationSetting.bookEffectiveDateOfChangeId',
    'Key of the last change of the setting.',
  ),
} as const satisfies ColumnSpecs;

/** A column that holds the key of an account in the books. */
const account = <Column extends string>(column: Column) => ({
  columns: [column],
  schema: 'ACCOUNTING' as const,
  table: 'Accounts',
  targetColumns: ['AccountID'],
});

export const AssetTypes = defineTable({
  schema,
  name: 'AssetTypes',
  aliases: ['AssetType'],
  description: 'Kinds of fixed assets, with their accounts and how they are depreciated.',
  endpoint: endpointOf(schema, '/AssetTypes', SCOPE, { idField: 'assetTypeId' }),
  columns: {
    AssetTypeId: uuid('assetTypeId', 'Key of the type.'),
    AssetTypeName: text('assetTypeName', 'Name of the type.'),
    FixedAssetAccountId: uuid('fixedAssetAccountId', 'Key of the account that holds the cost.'),
    DepreciationExpenseAccountId: uuid(
      'depreciationExpenseAccountId',
      'Key of the account that depreciation is charged to.',
    ),
    AccumulatedDepreciationAccountId: uuid(
      'accumulatedDepreciationAccountId',
      'Key of the account that gathers depreciation.',
    ),
    ...DEPRECIATION_SETTING,
    Locks: integer('locks', 'How many assets use the type, so that it cannot be deleted.'),
  },
  key: ['AssetTypeId'],
  references: [
    account('FixedAssetAccountId'),
    account('DepreciationExpenseAccountId'),
    account('AccumulatedDepreciationAccountId'),
  ],
});

/** One asset by its key has a few things more than lists of them. */
const asset = endpointOf(schema, '/Assets/{AssetId}', SCOPE, {
  paging: SINGLE,
  idField: 'assetId',
});

export const Assets = defineTable({
  schema,
  name: 'Assets',
  aliases: ['Asset'],
  description: 'The fixed asset register: drafts, registered and disposed assets.',
  endpoint: endpointOf(schema, '/Assets', SCOPE, {
    items: 'items',
    paging: pagesOf(200),
    idField: 'assetId',
    fixedParams: { orderBy: 'AssetNumber', sortDirection: 'asc' },
  }),
  columns: {
    AssetId: uuid('assetId', 'Key of the asset.'),
    AssetNumber: text('assetNumber', 'Number of the asset in the register.'),
    AssetName: text('assetName', 'Name of the asset.'),
    AssetStatus: text('assetStatus', 'Where the asset stands.', { values: Object.keys(STATUSES) }),
    AssetTypeId: uuid('assetTypeId', 'Key of its type.'),
    PurchaseDate: date('purchaseDate', 'Day of purchase.'),
    PurchasePrice: money('purchasePrice', 'Price paid.'),
    AccountingBookValue: money('accountingBookValue', 'Value in the books now.'),
    DisposalDate: date('disposalDate', 'Day of disposal.'),
    DisposalPrice: money('disposalPrice', 'Price it was sold for.'),
    SerialNumber: onlyInDetail(text('serialNumber', 'Serial number.')),
    WarrantyExpiryDate: onlyInDetail(
      text('warrantyExpiryDate', 'Day the warranty ends, as Xero writes it.'),
    ),
    ...DEPRECIATION_SETTING,
    BookDepreciationDetailCurrentCapitalGain: money(
      'bookDepreciationDetail.currentCapitalGain',
      'Sale price above cost, when it is sold.',
    ),
    BookDepreciationDetailCurrentGainLoss: money(
      'bookDepreciationDetail.currentGainLoss',
      'Gain or loss on disposal.',
    ),
    BookDepreciationDetailDepreciationStartDate: date(
      'bookDepreciationDetail.depreciationStartDate',
      'First day of depreciation.',
    ),
    BookDepreciationDetailCostLimit: money(
      'bookDepreciationDetail.costLimit',
      'The most of the cost that is depreciated.',
    ),
    BookDepreciationDetailResidualValue: money(
      'bookDepreciationDetail.residualValue',
      'Value that is left at the end.',
    ),
    BookDepreciationDetailPriorAccumDepreciationAmount: money(
      'bookDepreciationDetail.priorAccumDepreciationAmount',
      'Depreciation of earlier financial years.',
    ),
    BookDepreciationDetailCurrentAccumDepreciationAmount: money(
      'bookDepreciationDetail.currentAccumDepreciationAmount',
      'Depreciation of the current financial year.',
    ),
    BookDepreciationDetailBusinessUseCapitalGain: money(
      'bookDepreciationDetail.businessUseCapitalGain',
      'Capital gain by business use.',
    ),
    BookDepreciationDetailBusinessUseCurrentGainLoss: money(
      'bookDepreciationDetail.businessUseCurrentGainLoss',
      'Gain or loss by business use.',
    ),
    BookDepreciationDetailPrivateUseCapitalGain: money(
      'bookDepreciationDetail.privateUseCapitalGain',
      'Capital gain by private use.',
    ),
    BookDepreciationDetailPrivateUseCurrentGainLoss: money(
      'bookDepreciationDetail.privateUseCurrentGainLoss',
      'Gain or loss by private use.',
    ),
    BookDepreciationDetailInitialDeductionPercentage: decimal(
      'bookDepreciationDetail.initialDeductionPercentage',
      'Share of the cost deducted at once, in percent.',
    ),
    CanRollback: boolean('canRollback', 'Whether depreciation can be rolled back.'),
    IsDeleteEnabledForDate: boolean('isDeleteEnabledForDate', 'Whether it may be deleted.'),
  },
  key: ['AssetId'],
  references: [{ columns: ['AssetTypeId'], table: 'AssetTypes' }],
  detail: { endpoint: asset, column: 'AssetId' },
  inputs: [eachValue('AssetStatus', 'status', STATUSES)],
  filters: [byPath('AssetId')],
});

export const Settings = defineTable({
  schema,
  name: 'Settings',
  aliases: ['Setting', 'AssetSettings'],
  description: 'How the organisation keeps its asset register: one row.',
  endpoint: endpointOf(schema, '/Settings', SCOPE, { paging: SINGLE }),
  columns: {
    AssetNumberPrefix: text('assetNumberPrefix', 'What numbers of new assets begin with.'),
    AssetNumberSequence: text('assetNumberSequence', 'Number of the next asset.'),
    AssetStartDate: date('assetStartDate', 'First day that the register covers.'),
    LastDepreciationDate: date('lastDepreciationDate', 'Day that depreciation was last run to.'),
    DefaultGainOnDisposalAccountId: uuid(
      'defaultGainOnDisposalAccountId',
      'Key of the account for gains on disposal.',
    ),
    DefaultLossOnDisposalAccountId: uuid(
      'defaultLossOnDisposalAccountId',
      'Key of the account for losses on disposal.',
    ),
    DefaultCapitalGainOnDisposalAccountId: uuid(
      'defaultCapitalGainOnDisposalAccountId',
      'Key of the account for capital gains on disposal.',
    ),
    OptInForTax: boolean('optInForTax', 'Whether tax depreciation is kept too.'),
  },
  key: ['TenantId'],
  references: [
    account('DefaultGainOnDisposalAccountId'),
    account('DefaultLossOnDisposalAccountId'),
    account('DefaultCapitalGainOnDisposalAccountId'),
  ],
});

export const assetsTables: readonly TableDefinition[] = [Assets, AssetTypes, Settings];
