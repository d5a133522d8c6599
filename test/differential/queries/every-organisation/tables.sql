-- Every organisation of the sign-in.

SELECT * FROM Organisation;

SELECT * FROM Accounts;

SELECT * FROM Contacts;

SELECT * FROM Invoices;

SELECT * FROM TaxRates;

SELECT * FROM Tenants;

SELECT * FROM TrackingOptions;
