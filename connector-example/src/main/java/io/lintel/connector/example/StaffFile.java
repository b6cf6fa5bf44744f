package io.lintel.connector.example;

import io.lintel.connector.ConnectorException;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The upstream: a text file with a line for each person, such as
/// `ada:her password:1001:Ada Lovelace:admins,authors`.
///
/// It stands for whatever really knows the people, and keeps passwords in clear so that the example stays small.
final class StaffFile {
    private static final int FIELDS = 5;

    private final Path path;

    record Person(String username, Secret password, String id, String name, List<String> groups) {}

    StaffFile(Path path) {
        this.path = path;
    }

    /// Reads the file anew, so that a change holds at once.
    ///
    /// @throws ConnectorException if it cannot be read, or not understood
    Optional<Person> find(Predicate<Person> wanted) {
        return people().stream().filter(wanted).findFirst();
    }

    private List<Person> people() {
        var people = new ArrayList<Person>();
        var lines = lines();
        for (var i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                people.add(person(lines.get(i), i + 1));
            }
        }
        return people;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(path);
        } catch (IOException unreadable) {
            throw ConnectorException.unavailable("cannot read " + path, unreadable);
        }
    }

    /// @param number for the message, which must not show the line: a password is in it
    private Person person(String line, int number) {
        var fields = line.split(":", FIELDS);
        if (fields.length < FIELDS || fields[2].isEmpty()) {
            throw ConnectorException.invalidResponse(
                    "line " + number + " of " + path + " is not user name:password:id:name:groups");
        }
        var groups = Arrays.stream(fields[4].split(",", -1))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .toList();
        return new Person(fields[0], Secret.of(fields[1]), fields[2], fields[3], groups);
    }
}
