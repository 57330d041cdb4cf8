package chat.parley.archive;

import io.vertx.pgclient.PgException;

/// What may be logged of a failure. PostgreSQL's details name the values of a row, which nobody may read in a log.
final class PostgresFailures {

    private PostgresFailures() {}

    static String reason(Throwable failure) {
        if (failure instanceof PgException error) {
            return "PostgreSQL refused it (SQLSTATE " + error.getSqlState() + ")";
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
