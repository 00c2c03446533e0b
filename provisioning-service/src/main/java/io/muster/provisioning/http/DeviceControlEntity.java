package io.muster.provisioning.http;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A resource of this dialect that has a media type of its own. */
interface DeviceControlEntity {

    /** Between {@code application/vnd.com.nsn.cumulocity.} and {@code +json}. */
    @JsonIgnore
    String mediaName();

    /** Whether it is answered also to who says nothing of what it accepts: for what is told only once. */
    @JsonIgnore
    default boolean always() {
        return false;
    }
}
