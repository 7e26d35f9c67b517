import { BlobServiceClient, StorageSharedKeyCredential, type ContainerClient } from "@azure/storage-blob";
import type { StorageConnection } from "./connection";

/**
 * The one file that imports @azure/storage-blob (600 KB): it is loaded on first need, as a chunk of its own.
 */
export function containerClient(connection: StorageConnection, container: string): ContainerClient {
  const { account, blobEndpoint, credential } = connection;
  // Retries are ours, as for tables.
  const options = { retryOptions: { maxTries: 1 } };
  if (credential.kind === "sas") {
    return new BlobServiceClient(`${blobEndpoint}?${credential.value.reveal()}`, undefined, options).getContainerClient(
      container,
    );
  }
  const key = new StorageSharedKeyCredential(account, credential.value.reveal());
  return new BlobServiceClient(blobEndpoint, key, options).getContainerClient(container);
}
