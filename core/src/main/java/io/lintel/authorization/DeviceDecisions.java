package io.lintel.authorization;

/// Where end-users' answers to devices are kept until the devices ask for them (RFC 8628, section 3.3).
public interface DeviceDecisions {

    /// Of any number of concurrent answers to one request, on any number of replicas, exactly one counts.
    ///
    /// @return false, and nothing changes, if the request was answered before or is gone
    boolean approve(DeviceRequestId request, ApprovedDevice approved);

    /// @return as above
    boolean deny(DeviceRequestId request);
}
