/// The promises of protocol.md section 6 under faults: packaged pods, real redis-servers, a crowd of clients that do a
/// client's part, and a ledger that knows what was acknowledged to each writer and what came to each reader. The short
/// form runs with every `verify`; the long form with `-Pwhole`. Each row of the report is printed and kept in
/// `target/faults.md`.
@org.jspecify.annotations.NullMarked
package chat.parley.faults;
