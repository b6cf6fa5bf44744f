package io.lintel.tools.connector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Makes a Maven project with a connector that works: `NewConnector CHECKOUT REPOSITORY NAME [--kind KIND] [--package
/// PACKAGE] [--directory DIRECTORY]`.
public final class NewConnector {
    private NewConnector() {}

    /// Ends with status 1 if there is no project, 2 if the command line is wrong.
    public static void main(String[] arguments) throws IOException {
        try {
            var checkout = new Checkout(Path.of(arguments[0]));
            var repository = new Repository(Path.of(arguments[1]), checkout);
            var order = Order.parse(Arrays.asList(arguments).subList(2, arguments.length));
            new Project(order, checkout, repository).write();
            System.out.print(order.nextSteps());
        } catch (RefusedException refused) {
            System.err.println("lintel: " + refused.getMessage());
            System.exit(1);
        } catch (IllegalArgumentException misunderstood) {
            System.err.println("lintel: " + misunderstood.getMessage());
            System.err.println(Order.USAGE);
            System.exit(2);
        }
    }
}
