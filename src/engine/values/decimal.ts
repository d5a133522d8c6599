/** Exact decimal numbers with PostgreSQL's scale rules. */
export class Decimal {}
