import { describe, expect, it } from "vitest";
import type { Announcement, FanOut } from "../../../relay/fan-out/fan-out.ts";

/** What every fan-out between nodes must do. */
export function describeFanOut(name: string, open: () => Promise<{ here: FanOut; there: FanOut }>): void {
  describe(`the fan-out on ${name}`, () => {
    it("brings what one node announces to every listener of all nodes, in order", async () => {
      const { here, there } = await open();
      const heard: Announcement[][] = [[], [], []];
      const heardThird = new Promise<void>((resolve) => {
        for (const [index, node] of [here, there, there].entries()) {
          node.listen((announcement) => {
            heard[index]?.push(announcement);
            if (heard.every((list) => list.length === 3)) resolve();
          });
        }
      });
      const announced: Announcement[] = ["a", "b", "c"].map((id) => ({
        type: "shut-out",
        deviceIds: [id],
        why: "revoked",
      }));
      for (const announcement of announced) here.announce(announcement);
      await heardThird;
      expect(heard).toEqual([announced, announced, announced]);
    });

    it("tells a listener that has ended nothing more", async () => {
      const { here } = await open();
      const heard: Announcement[] = [];
      const end = here.listen((announcement) => heard.push(announcement));
      const other = new Promise((resolve) => here.listen(resolve));
      end();
      here.announce({ type: "shut-out", deviceIds: ["d"], why: "revoked" });
      await other;
      expect(heard).toEqual([]);
    });
  });
}
