-- Without IncludeArchived: archived contacts, tracking categories and options are not there.

SELECT * FROM Contacts;

SELECT ContactStatus, count(*) FROM Contacts GROUP BY ContactStatus;

-- @empty
SELECT Name FROM Contacts WHERE ContactStatus = 'ARCHIVED';

SELECT count(*) FROM ContactAddresses;

SELECT * FROM ContactGroupMembers;

SELECT i.InvoiceNumber FROM Invoices i LEFT JOIN Contacts c ON c.ContactID = i.ContactID WHERE c.ContactID IS NULL;

SELECT Name FROM Contacts WHERE ContactID IN (SELECT ContactID FROM CreditNotes);

SELECT i.ContactName FROM Invoices i WHERE NOT EXISTS (SELECT 1 FROM Contacts c WHERE c.ContactID = i.ContactID) GROUP BY i.ContactName;

SELECT * FROM TrackingCategories;

SELECT * FROM TrackingOptions;

SELECT Option, count(*) FROM InvoiceLineItemTracking WHERE TrackingOptionID IN (SELECT TrackingOptionID FROM TrackingOptions) GROUP BY Option;

-- @ordered
SELECT Name, ContactID FROM Contacts ORDER BY UpdatedDateUTC DESC, ContactID LIMIT 15;

SELECT Code, Name FROM Accounts WHERE Status = 'ARCHIVED';
