package io.lintel.token;

/// Names a family of refresh tokens: what dex calls `refresh_id`. It opens nothing by itself.
public record RefreshFamilyId(String value) {

    public RefreshFamilyId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a refresh family id must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
