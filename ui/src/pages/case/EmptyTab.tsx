/** A tab whose content this version does not keep yet: it says so, and what it will hold. */
import { IconComment, IconDocument, IconTask } from "../../ui/iconsOfPages";
import { Empty } from "../../ui/States";

const SAYS = {
  communications: {
    icon: <IconComment size={24} />,
    title: "No communications yet",
    says: "Calls, texts and e-mails with the clients of this case will stand here. This version can't send or receive them.",
  },
  tasks: {
    icon: <IconTask size={24} />,
    title: "No tasks yet",
    says: "Tasks and forms of this case will stand here. This version can't keep them.",
  },
  documents: {
    icon: <IconDocument size={24} />,
    title: "No documents yet",
    says: "Files of this case and of its clients will stand here. This version can't take uploads.",
  },
};

export function EmptyTab({ tab }: { tab: keyof typeof SAYS }) {
  const { icon, title, says } = SAYS[tab];
  return (
    <Empty icon={icon} title={title}>
      {says}
    </Empty>
  );
}
