package chat.parley.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Brings the database to the form that this release needs: numbered files, each applied once, in order, by one pod.
/// Each only adds, so that pods of the release before go on.
final class PostgresSchema {

    /// The number of the latest file below `/archive`.
    private static final int LATEST = 1;
    /// `parley` in ASCII: no other lock of the database has this number.
    private static final long LOCK = 0x7061726c6579L;

    private static final int LEAST_VERSION = 150_000;

    private final Pool pool;

    PostgresSchema(Pool pool) {
        this.pool = pool;
    }

    Future<Void> prepare() {
        return pool.withConnection(connection -> version(connection)
                        .compose(_ -> connection
                                .query("SELECT to_regclass('parley_schema') IS NOT NULL")
                                .execute())
                        .compose(there -> first(there).getBoolean(0) ? applied(connection) : Future.succeededFuture(0)))
                .compose(applied -> applied >= LATEST ? Future.succeededFuture() : migrate());
    }

    private static Future<Void> version(SqlConnection connection) {
        return connection
                .query("SELECT current_setting('server_version_num')::int")
                .execute()
                .compose(rows -> first(rows).getInteger(0) >= LEAST_VERSION
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("expected PostgreSQL 15 or later for"
                                + " parley.archive, got " + first(rows).getInteger(0) / 10_000)));
    }

    private static Future<Integer> applied(SqlConnection connection) {
        return connection
                .query("SELECT coalesce(max(version), 0)::int FROM parley_schema")
                .execute()
                .map(rows -> first(rows).getInteger(0));
    }

    /// All in one transaction, which other pods wait for.
    private Future<Void> migrate() {
        return pool.withTransaction(connection -> connection
                .query("SELECT pg_advisory_xact_lock(" + LOCK + ")")
                .execute()
                .compose(_ -> connection
                        .query("CREATE TABLE IF NOT EXISTS parley_schema (version int PRIMARY KEY,"
                                + " applied timestamptz NOT NULL DEFAULT now())")
                        .execute())
                .compose(_ -> applied(connection))
                .compose(applied -> from(connection, applied + 1)));
    }

    private static Future<Void> from(SqlConnection connection, int version) {
        if (version > LATEST) {
            return Future.succeededFuture();
        }
        return connection
                .query("SET LOCAL statement_timeout = 0;\n" + read("/archive/" + version + ".sql"))
                .execute()
                .compose(_ -> connection
                        .preparedQuery("INSERT INTO parley_schema (version) VALUES ($1)")
                        .execute(Tuple.of(version)))
                .compose(_ -> from(connection, version + 1));
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    private static String read(String path) {
        try (InputStream in = PostgresSchema.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("expected the resource " + path + " in the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
