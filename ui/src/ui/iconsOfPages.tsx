/** The icons that only pages behind the first one show, so that it does not wait for them. */
import {
  AlertIcon,
  ArrowLeftIcon,
  ChevronUpIcon,
  CodeIcon,
  CommentIcon,
  CopyIcon,
  DeviceMobileIcon,
  FileIcon,
  GrabberIcon,
  HomeIcon,
  MailIcon,
  NoteIcon,
  PersonIcon,
  StarFillIcon,
  TasklistIcon,
  TrashIcon,
  ZapIcon,
} from "@primer/octicons-react";
import { icon } from "./icons";

export const IconBack = icon(ArrowLeftIcon);
export const IconCode = icon(CodeIcon);
export const IconComment = icon(CommentIcon);
export const IconCopy = icon(CopyIcon);
export const IconDocument = icon(FileIcon);
export const IconGrab = icon(GrabberIcon);
export const IconHome = icon(HomeIcon);
export const IconMail = icon(MailIcon);
export const IconNote = icon(NoteIcon);
export const IconPerson = icon(PersonIcon);
export const IconPhone = icon(DeviceMobileIcon);
export const IconRemove = icon(TrashIcon);
export const IconStarred = icon(StarFillIcon);
export const IconSystem = icon(ZapIcon);
export const IconTask = icon(TasklistIcon);
export const IconUp = icon(ChevronUpIcon);
export const IconWarn = icon(AlertIcon);
