/** Whether the server still knows who we are. */
import { call } from "../api/client";
import { Store } from "./store";

/** True once any answer was 401: the frame then says so and keeps the page as it is. */
export const signedOut = new Store(false);

export async function signOut(): Promise<void> {
  await call("post", "/sign-out").catch(() => undefined); // gone or not: the page leaves either way
  location.assign("/app/sign-in?left=1");
}
