package io.lintel.connector.github;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody with an account at the [FakeGitHub].
///
/// @param email the published address
public record Person(
        long id,
        String login,
        @Nullable String name,
        @Nullable String email,
        List<Address> addresses,
        List<Seat> seats) {

    /// An address of an account.
    public record Address(String email, boolean primary, boolean verified) {}

    /// A team somebody is in; without a name and a slug, the organization alone.
    public record Seat(
            String organization,
            @Nullable String name,
            @Nullable String slug) {}

    public Person {
        addresses = List.copyOf(addresses);
        seats = List.copyOf(seats);
    }

    /// Published nothing, and has one address, which is verified.
    public static Person of(long id, String login) {
        return new Person(id, login, null, null, List.of(new Address(login + "@example.org", true, true)), List.of());
    }

    public Person named(String newName) {
        return new Person(id, login, newName, email, addresses, seats);
    }

    public Person publishing(String address) {
        return new Person(id, login, name, address, addresses, seats);
    }

    public Person with(Address... others) {
        return new Person(id, login, name, email, List.of(others), seats);
    }

    /// In an organization and in no team.
    public Person in(String organization) {
        return seated(new Seat(organization, null, null));
    }

    public Person in(String organization, String team, String slug) {
        return seated(new Seat(organization, team, slug));
    }

    public Person renamed(String newLogin) {
        return new Person(id, newLogin, name, email, addresses, seats);
    }

    public Person nowhere() {
        return new Person(id, login, name, email, addresses, List.of());
    }

    List<String> organizations() {
        return seats.stream().map(Seat::organization).distinct().toList();
    }

    private Person seated(Seat seat) {
        var more = new ArrayList<>(seats);
        more.add(seat);
        return new Person(id, login, name, email, addresses, more);
    }
}
