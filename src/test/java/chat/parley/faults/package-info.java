/// The promises of protocol.md section 6 under faults: packaged pods, real redis-servers, a crowd of clients
/// that do a client's duties, and a ledger that knows what was acknowledged to each writer and what each
/// reader received. The short form runs with every `verify`; the long form with `-Pwhole`. Each row of the
/// report is printed and written to `target/faults.md`.
@org.jspecify.annotations.NullMarked
package chat.parley.faults;
