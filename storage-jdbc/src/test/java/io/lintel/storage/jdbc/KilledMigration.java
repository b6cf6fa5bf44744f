package io.lintel.storage.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A process that is to be killed: it brings the tables of a file up to date, stops for ever at one statement,
/// and says so on standard output.
///
/// Arguments are the file and which statement, counted from 1. At an odd one it stops before, at an even one
/// after it.
final class KilledMigration {

    static final String STOPPED = "stopped";
    static final String MIGRATED = "migrated";

    private final int statement;
    private int executed;

    private KilledMigration(int statement) {
        this.statement = statement;
    }

    static void main(String... arguments) throws SQLException {
        var connections = new SqliteConnections(new SqliteSettings(Path.of(arguments[0])));
        connections.createFile();
        var watched =
                new KilledMigration(Integer.parseInt(arguments[1])).watch(DataSource.class, connections.dataSource());
        try (var writing = connections.openForWriting()) {
            new Schema(Dialect.SQLITE).bringUpToDate(writing, watched);
        }
        System.out.println(MIGRATED);
    }

    private <T> T watch(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, given) -> call(method, real, given)));
    }

    private @Nullable Object call(Method method, Object real, @Nullable Object @Nullable [] given) throws Throwable {
        var changes = method.getName().startsWith("execute") || method.getName().equals("commit");
        var isNow = changes && ++executed == statement;
        if (isNow && statement % 2 == 1) {
            stop();
        }
        try {
            var answer = method.invoke(real, given);
            if (isNow) {
                stop();
            }
            return switch (answer) {
                case Connection connection -> watch(Connection.class, connection);
                case PreparedStatement prepared -> watch(PreparedStatement.class, prepared);
                case Statement plain -> watch(Statement.class, plain);
                case null -> null;
                default -> answer;
            };
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    private static void stop() throws InterruptedException {
        System.out.println(STOPPED);
        new CountDownLatch(1).await();
    }
}
