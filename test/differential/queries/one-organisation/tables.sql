-- Every table in whole: each column of each row.

SELECT * FROM Organisation;

SELECT * FROM OrganisationAddresses;

SELECT * FROM OrganisationPhones;

SELECT * FROM OrganisationExternalLinks;

SELECT * FROM Accounts;

SELECT * FROM Contacts;

SELECT * FROM ContactAddresses;

SELECT * FROM ContactPhones;

SELECT * FROM ContactPersons;

SELECT * FROM ContactSalesTracking;

SELECT * FROM ContactGroups;

SELECT * FROM ContactGroupMembers;

SELECT * FROM Invoices;

SELECT * FROM InvoiceLineItems;

SELECT * FROM InvoiceLineItemTracking;

SELECT * FROM InvoicePayments;

SELECT * FROM InvoiceCreditNotes;

SELECT * FROM InvoicePrepayments;

SELECT * FROM InvoiceOverpayments;

SELECT * FROM CreditNotes;

SELECT * FROM CreditNoteLineItems;

SELECT * FROM CreditNoteLineItemTracking;

SELECT * FROM CreditNoteAllocations;

SELECT * FROM CreditNotePayments;

SELECT * FROM Payments;

SELECT * FROM BankTransactions;

SELECT * FROM BankTransactionLineItems;

SELECT * FROM BankTransactionLineItemTracking;

SELECT * FROM Items;

SELECT * FROM TaxRates;

SELECT * FROM TaxComponents;

SELECT * FROM TrackingCategories;

SELECT * FROM TrackingOptions;

SELECT * FROM Currencies;

SELECT * FROM Users;

SELECT * FROM Journals;

SELECT * FROM JournalLines;

SELECT * FROM JournalLineTracking;

SELECT * FROM Tenants;

-- @empty
SELECT * FROM ContactPurchasesTracking;
